"""What the recorder sees and presses."""
