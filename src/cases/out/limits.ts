/** Cases in one spreadsheet: what a person can look through before it leaves. */
export const mostExported = 100
/** Rows of one file; a bigger one is divided. Each becomes a case with a circle of its own. */
export const mostImported = 200
