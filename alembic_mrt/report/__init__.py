"""Report formats: each module renders a report to text, and does nothing else."""
