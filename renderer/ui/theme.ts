import type { ThemeConfig } from 'antd'
import source from './tokens.css?raw'

/** What a person may choose about the look. Kept by the page that owns settings; applied here. */
export interface Look {
  contrast: 'normal' | 'high'
  /** size of type in percent */
  type: 100 | 115 | 130
}

export const defaultLook: Look = { contrast: 'normal', type: 100 }

/** Values of tokens.css under one look, as they stand in the file. */
export interface Tokens {
  /** @throws when tokens.css has no such name, so that a misspelt token fails at start and not on a screen */
  text(name: string): string
  /** CSS pixels */
  px(name: string): number
}

export function readTokens(look: Look): Tokens {
  const values = new Map<string, string>()
  for (const [, selector = '', body = ''] of source.matchAll(/(:root[^{]*)\{([^}]*)\}/g)) {
    const wanted = [':root', `:root[data-contrast='${look.contrast}']`, `:root[data-type='${String(look.type)}']`]
    if (!wanted.includes(selector.trim())) continue
    for (const [, name = '', value = ''] of body.matchAll(/--([\w-]+):\s*([^;]+);/g)) values.set(name, value.trim())
  }
  const text = (name: string): string => {
    const value = values.get(name)
    if (value === undefined) throw new Error(`tokens.css has no --${name}`)
    return value
  }
  const px = (name: string): number => {
    const [, size, scaled] = /^(?:calc\()?([\d.]+)px(?: \* (var\(--scale\))\))?$/.exec(text(name)) ?? []
    if (size === undefined) throw new Error(`--${name} is not a length: ${text(name)}`)
    return Number(size) * (scaled === undefined ? 1 : Number(text('scale')))
  }
  return { text, px }
}

/** Puts the look on the document; the style sheets follow by themselves. */
export function applyLook(look: Look, root: HTMLElement): void {
  root.dataset['contrast'] = look.contrast
  root.dataset['type'] = String(look.type)
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
