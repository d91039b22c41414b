"""What a person can change about an example as a whole: its switches, its sizes, its words."""
