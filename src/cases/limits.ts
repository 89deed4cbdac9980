/** One part of a sealed file, as everywhere. */
export { largestPart as partBytes } from '#kernel/file-limits.ts'

/**
 * All sealed parts that may travel with the opening of a case. The JSON door takes 4 MiB, base64url adds a third, and the origin
 * records and wraps need their place too. What is bigger stays with the report, and the case team is told so.
 */
export const filesWithDecision = 2 * 1024 * 1024

/** A file that comes to a case later travels in parts of its own; so many at most. */
export const mostParts = 80
/** Of the content; what padding adds has room in the parts. */
export const mostFileBytes = 50 * 1024 * 1024
