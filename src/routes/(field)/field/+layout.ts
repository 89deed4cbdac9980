// One shell for all pages of the field: the phone keeps it, and everything in it is opened there.
export const ssr = false
