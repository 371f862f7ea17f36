import { Menu } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'

type Role = NonNullable<MenuItemConstructorOptions['role']>

const MENU: Record<string, [label: string, role: Role][]> = {
  文件: [['退出', 'quit']],
  编辑: [
    ['撤销', 'undo'],
    ['重做', 'redo'],
    ['剪切', 'cut'],
    ['复制', 'copy'],
    ['粘贴', 'paste'],
    ['全选', 'selectAll'],
  ],
  显示: [
    ['放大', 'zoomIn'],
    ['缩小', 'zoomOut'],
    ['实际大小', 'resetZoom'],
    ['全屏', 'togglefullscreen'],
  ],
}

/** The menu bar: editing and zoom. Everything else is done in the page. */
export function installMenu(): void {
  const items = Object.entries(MENU).map(([label, entries]) => ({
    label,
    submenu: entries.map(([label, role]) => ({ label, role })),
  }))
  Menu.setApplicationMenu(Menu.buildFromTemplate(items))
}
