"""What the weegploeg decides, and its secretary logs: from the agenda to the end of the approach."""
