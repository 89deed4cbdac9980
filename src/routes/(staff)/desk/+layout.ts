// The desk lives in the browser: only there can anything sealed be opened.
export const ssr = false
