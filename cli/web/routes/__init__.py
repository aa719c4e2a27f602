"""What each part of the review page answers."""
