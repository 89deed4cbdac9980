/**
 * What is typed and not saved, by paragraph and language, with the words that stood there when typing began. `back`: it came back from
 * a browser that was closed.
 */
export type TypedWords = Readonly<
  Record<string, { readonly text: string; readonly over: string; readonly back?: boolean }>
>
