"""The education, health and care plan: its reviews and time limits, and what a placement calls for."""
