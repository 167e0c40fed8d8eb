"""Why and for how long: legal basis, notice, reviews, the planned end and the return."""
