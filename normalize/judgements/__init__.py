"""What people decided about findings, remembered: values, the file that holds them, and how they bear on findings."""
