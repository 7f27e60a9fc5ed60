"""Which documents report one event, translate each other, or carry one message, on pairs that people judged."""
