"""What holds for all tests."""

from hypothesis import settings

settings.register_profile("any machine", deadline=None)  # a slow moment of the machine is no fault of the program
settings.load_profile("any machine")
