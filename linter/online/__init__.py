"""The only part that uses the network, for the command `links` alone: asks addresses whether they are still there."""
