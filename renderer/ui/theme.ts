import type { ThemeConfig } from 'antd'
import { colours, highContrast, others, scaledSizes, sizes } from './tokens.ts'

/** What a person may choose about the look. Kept by the page that owns settings; applied here. */
export interface Look {
  contrast: 'normal' | 'high'
  /** size of type in percent */
  type: 100 | 115 | 130
}

export const defaultLook: Look = { contrast: 'normal', type: 100 }

type TextToken = keyof typeof colours | keyof typeof others
type SizeToken = keyof typeof sizes | keyof typeof scaledSizes

const isScaled = (name: string): name is keyof typeof scaledSizes => name in scaledSizes
const scaledNames = Object.keys(scaledSizes).filter(isScaled)

/** The tokens under one look. */
export function readTokens(look: Look) {
  const texts = { ...colours, ...others, ...(look.contrast === 'high' && highContrast) }
  const lengths: Record<SizeToken, number> = { ...sizes, ...scaledSizes }
  for (const name of scaledNames) lengths[name] = (scaledSizes[name] * look.type) / 100
  return {
    texts,
    lengths,
    text: (name: TextToken): string => texts[name],
    /** CSS pixels */
    px: (name: SizeToken): number => lengths[name],
  }
}

/** Writes the look's tokens to the document as custom properties; the style sheets follow by themselves. */
export function applyLook(look: Look, root: HTMLElement): void {
  const { texts, lengths } = readTokens(look)
  for (const [name, text] of Object.entries(texts)) root.style.setProperty(`--${name}`, text)
  for (const [name, length] of Object.entries(lengths)) root.style.setProperty(`--${name}`, `${String(length)}px`)
}

export function antdTheme(look: Look): ThemeConfig {
  const { text, px } = readTokens(look)
  return {
    hashed: false,
    token: {
      colorPrimary: text('primary'),
      colorPrimaryHover: text('primary-strong'),
      colorPrimaryActive: text('ink'),
      colorPrimaryBg: text('primary-weak'),
      colorPrimaryBgHover: text('primary-weak'),
      colorInfo: text('primary'),
      colorLink: text('primary'),
      colorError: text('red'),
      colorWarning: text('amber'),
      colorSuccess: text('green'),
      colorText: text('text'),
      colorTextSecondary: text('text-2'),
      colorTextTertiary: text('text-3'),
      colorTextDescription: text('text-3'),
      colorTextPlaceholder: text('text-3'),
      colorTextDisabled: text('text-3'),
      colorBgLayout: text('ground'),
      colorBgContainer: text('sheet'),
      colorBgContainerDisabled: text('sheet-2'),
      colorBorder: text('control-line'),
      colorBorderSecondary: text('line'),
      colorBgMask: text('scrim'),
      controlItemBgActive: text('primary-weak'),
      borderRadius: px('radius'),
      borderRadiusLG: px('radius-l'),
      borderRadiusSM: px('radius-s'),
      boxShadowSecondary: text('shadow-up'),
      fontFamily: text('font'),
      fontSize: px('fs-body'),
      fontSizeSM: px('fs-note'),
      controlHeight: px('control'),
      controlHeightSM: px('control-s'),
      motion: false,
    },
    components: {
      Button: {
        contentFontSize: px('fs-label'),
        contentFontSizeSM: px('fs-note'),
        defaultBorderColor: text('line-strong'),
        defaultShadow: 'none',
        primaryShadow: 'none',
        dangerShadow: 'none',
        paddingInline: px('s4') - px('s0'),
        paddingInlineSM: px('s2') + px('s0'),
      },
      Input: { inputFontSizeSM: px('fs-note') },
      Select: { optionHeight: px('control'), optionSelectedBg: text('primary-weak'), optionActiveBg: text('grey-weak') },
    },
  }
}
