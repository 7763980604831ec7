"""Made-up meetings: the reference meeting and the year before it."""
