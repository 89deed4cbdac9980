// One number for files everywhere: the page that chooses them, the scripts that send them, the server that takes them in.

/** Files of one report. */
export const mostFiles = 20
export const mostBytes = 200 * 1024 * 1024
/** A sealed file travels in parts: on a slow line smaller ones, so that a line that breaks takes little with it. */
export const smallestPart = 64 * 1024
export const largestPart = 1024 * 1024
/** Where no script seals on the phone, files pass through the server's memory: less of them then, all of a report together. */
export const mostBytesWithoutScript = 40 * 1024 * 1024
