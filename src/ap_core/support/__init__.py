"""Mentoring, incidents, and putting things right afterwards."""
