"""What every page is built of: widgets that know the theme, and no project."""
