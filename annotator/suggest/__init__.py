"""What the program proposes and a person decides: values from the text and from lexicons."""
