import { Button, Dropdown } from 'antd'
import { Icon } from '../icons.tsx'

/** What can be done with everything the ledger shows. */
export function LedgerActions(props: { onExport: () => void; onCopy: () => void; onPrint: () => void }) {
  const items = [
    { key: 'copy', label: '复制，可粘贴到 Excel', onClick: props.onCopy },
    { key: 'print', label: '打印', onClick: props.onPrint },
  ]
  return (
    <>
      <Button icon={<Icon name="download" />} onClick={props.onExport}>
        导出
      </Button>
      <Dropdown trigger={['click']} autoFocus menu={{ items }}>
        <Button icon={<Icon name="print" />}>
          复制、打印 <Icon name="down" />
        </Button>
      </Dropdown>
    </>
  )
}
