"""The matrices as tables, heat maps and explanations."""
