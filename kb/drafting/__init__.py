"""Own motions out of what others wrote: adapted to a municipality, with everything marked that must be checked."""
