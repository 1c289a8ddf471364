"""What all pages are made with: visits, forms, words, templates, and the headers around them."""
