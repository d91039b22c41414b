"""Training in front of the learner's eyes: curves, and the attention of some sentences."""
