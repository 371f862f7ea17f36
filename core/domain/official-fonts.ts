/**
 * Official font → its names on a PC that has it (first), then what stands in for it (second).
 * Documents name the official fonts and embed none.
 */
export const officialFonts = {
  方正小标宋简体: {
    own: ['方正小标宋简体', 'FZXiaoBiaoSong-B05S', 'FZXBSJW--GB1-0', '方正小标宋_GBK', '华文中宋', 'STZhongsong'],
    standIn: ['Source Han Serif SC Bold', 'Noto Serif CJK SC Bold', 'Noto Serif SC Bold', 'SimSun', '宋体'],
  },
  仿宋_GB2312: {
    own: ['仿宋_GB2312', 'FangSong_GB2312', '仿宋', 'FangSong', 'STFangsong', '华文仿宋'],
    standIn: ['Noto Serif CJK SC', 'Noto Serif SC', 'SimSun', '宋体'],
  },
  楷体_GB2312: {
    own: ['楷体_GB2312', 'KaiTi_GB2312', '楷体', 'KaiTi', 'STKaiti', '华文楷体'],
    standIn: ['LXGW WenKai', '霞鹜文楷', 'Noto Serif CJK SC', 'SimSun', '宋体'],
  },
  黑体: {
    own: ['黑体', 'SimHei', 'STHeiti', '华文黑体'],
    standIn: ['Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', '微软雅黑'],
  },
  宋体: { own: ['宋体', 'SimSun', 'STSong', '华文宋体'], standIn: ['Noto Serif CJK SC', 'Noto Serif SC'] },
  Consolas: { own: ['Consolas'], standIn: ['DejaVu Sans Mono', 'Liberation Mono', 'Noto Sans Mono', 'Courier New'] },
} as const
