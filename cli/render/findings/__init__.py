"""What a review found: for people, for programs and for what runs checks for them."""
