import { createContext, use } from 'react'
import { defaultLook } from './theme.ts'
import type { Look } from './theme.ts'

/** The look in force and the nonce that style elements made at run time must carry. */
export const LookContext = createContext<{ look: Look; nonce: string }>({ look: defaultLook, nonce: '' })

export function useLook(): { look: Look; nonce: string } {
  return use(LookContext)
}
