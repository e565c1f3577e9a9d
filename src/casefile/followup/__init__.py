"""What comes next, pure: how a case stands, and the ladder's next step."""
