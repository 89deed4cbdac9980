// What may be answered when a question met a case of ours.

/** same: it is the same person. call: talk first, before anything is said. */
export const meetingAnswers = ['same', 'not-same', 'call'] as const
/** Who goes on when it is the same person: those who were asked, those who asked, or both, each with their own case. */
export const goesOn = ['asked', 'asking', 'both'] as const
