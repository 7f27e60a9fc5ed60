"""How well targets are found, on texts that other people marked and on posts read by hand."""
