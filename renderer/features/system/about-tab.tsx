import { useSession } from '../../lib/session.tsx'
import { Facts } from '../../ui/ledger-page.tsx'

/** Version, unit, where the data lies, the licence, and what is never recorded. */
export function AboutTab() {
  const { unit, appVersion, demo } = useSession()
  return (
    <section className="system-part" aria-label="关于">
      <div>
        <h2 className="about-name">平安台</h2>
        <p className="about-creed">为化解矛盾与帮助回归社会而记录，不为标签而记录。</p>
      </div>
      <Facts
        facts={[
          { label: '版本', value: appVersion },
          { label: '单位', value: `${unit.unitName}　${unit.unitCode}` },
          ...(demo ? [{ label: '数据', value: '演示数据，全部虚构，不要用来办理真实业务' }] : []),
          {
            label: '数据位置',
            value: (
              <>
                全部数据在这台电脑上，不联网。Windows 在 <code>%APPDATA%\PinganDesk</code>，麒麟、统信等 Linux 系统在{' '}
                <code>~/.local/share/pingan-desk</code>；启动时另外指定的除外。
              </>
            ),
          },
          { label: '加密', value: '数据库整库加密；数据包用国密 SM2、SM3、SM4' },
          { label: '许可', value: 'Apache-2.0 开源许可，可自由使用、修改和分发' },
        ]}
      />
      <div className="about-never">
        <h2>从不记录</h2>
        <ul className="system-steps">
          <li>给人打分、评级、预测；“重点人员”一类的标签。</li>
          <li>宗教信仰、政治面貌、生物特征、行踪轨迹。</li>
          <li>信访人名单，以及任何妨碍依法信访的内容。</li>
          <li>把一个人的纠纷、走访和经历拼成一张画像。</li>
        </ul>
      </div>
    </section>
  )
}
