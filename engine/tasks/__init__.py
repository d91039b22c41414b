"""What a network can be trained to do: sentences, labels, sizes, and what to expect."""
