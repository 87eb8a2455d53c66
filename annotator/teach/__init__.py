"""What an instructor learns of a class, and gives out: values in, figures and pages out."""
