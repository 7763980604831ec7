"""The budgets of speed and safety, measured: ``python3 -m bench`` from the checkout prints the table."""
