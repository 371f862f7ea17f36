/**
 * A name every system takes for a file, without an ending: what Windows refuses becomes an underscore; at most 80 characters, for
 * names hold 255 bytes and a Chinese character takes three.
 */
export const plainName = (name: string): string => name.replaceAll(/[\\/:*?"<>|]/g, '_').slice(0, 80)
