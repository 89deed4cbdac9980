// Keys are made and opened in the browser: these pages do nothing without it, and say so.
export const ssr = false
