//! Rules that need the chain itself: the worked example, and logs that no honest client writes.
