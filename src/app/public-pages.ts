// The pages that people reach in eleven languages. Everything else of Fener is in the four of the desk.

/** The first part of their addresses after the language; '' is the landing page. A new help or report page is added here. */
const inEleven = ['', 'n', 'k', 'w', 'r', 'd', 'h', 's', 'p', 'q', 'z', 'o', 'about', 'privacy']

/** `rest` is the address without its language: `/w/1`. */
export const isInEveryLanguage = (rest: string): boolean => inEleven.includes(rest.split('/')[1] ?? '')

/** A form that is not in every language offers those it speaks alone: elsewhere what was typed would be gone. */
export const isForm = (rest: string): boolean => rest.split('/')[1] === 'f'
