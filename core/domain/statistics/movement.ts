/** What adds a person to the register and what takes one off it; the table of who came and went reads in this order. */
export const came = ['born', 'movedIn', 'returned'] as const
export const went = ['movedOut', 'died'] as const
export const movementKinds = [...came, ...went] as const
/** key of the column 净增减: came − went */
export const netColumn = 'net'
