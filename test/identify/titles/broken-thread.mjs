/** Stands for a thread that has not enough memory. */
process.exit(1)
