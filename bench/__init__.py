"""Speed and memory of the program, each measured beside a reference in the same run."""
