"""What an earlier generation left, so that the next one makes anew only what has changed."""
