"""On whose roll: single, main, subsidiary and guest registrations, and what kinds of school there are."""
