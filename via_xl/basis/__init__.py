"""What every room uses: cents and numbers, names of gemeenten, findings, files that appear whole or not at all, child processes."""
