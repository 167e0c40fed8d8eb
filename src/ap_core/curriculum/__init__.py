"""What is found out on arrival, and what is taught: baseline, reading support, the week over all sites."""
