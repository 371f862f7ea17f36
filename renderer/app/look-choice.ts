import { createContext, use } from 'react'
import { defaultLook } from '../ui/theme.ts'
import type { Look } from '../ui/theme.ts'

const key = 'pingan.look'

/** Of this PC, not of a person: the log-in page should be readable too. */
export function storedLook(): Look {
  try {
    const { contrast, type } = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Look>
    return { contrast: contrast === 'high' ? 'high' : 'normal', type: type === 115 || type === 130 ? type : 100 }
  } catch {
    return defaultLook
  }
}

export const LookChoice = createContext<{ look: Look; setLook: (look: Look) => void }>({
  look: defaultLook,
  setLook: () => undefined,
})

export function useLookChoice(): { look: Look; choose: (look: Look) => void } {
  const { look, setLook } = use(LookChoice)
  return {
    look,
    choose: (next) => {
      localStorage.setItem(key, JSON.stringify(next))
      setLook(next)
    },
  }
}
