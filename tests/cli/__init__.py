"""Commands as an operator types them."""
