/**
 * The script of the print page, run by a browser engine after docx-preview and jszip. Plain JavaScript as text, because it is
 * put into a page, not imported.
 *
 * docx-preview turns a Word file into HTML but does not break it into pages. The engine's own column breaking does: the body is
 * laid out in columns as wide and high as the type area, and each sheet shows one column. Screen and printer show the same sheets.
 * Added here, because docx-preview leaves it out: keep-with-next, unsplittable rows, repeated head rows, letter spacing, page numbers, headers and
 * footers of odd and even pages, and tables pinned to the foot of the last page (版记).
 */
export const printPageScript = String.raw`
'use strict';
(async () => {
  const PAGE = '\uFDD0', PAGES = '\uFDD1', W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const root = document.documentElement, main = document.querySelector('main'), nonce = document.currentScript?.nonce || root.dataset.nonce;
  const files = JSON.parse(document.getElementById('files').textContent);
  const bytesOf = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

  function walk(element, visit) {
    visit(element);
    for (const child of element.children ?? []) walk(child, visit);
  }
  function addStyle(element, style) {
    element.cssStyle = { ...element.cssStyle, ...style };
  }
  const childOf = (node, ...names) => names.reduce((found, name) => found && [...found.children].find((child) => child.localName === name && child.namespaceURI === W), node);
  const valueOf = (node, name) => node?.getAttributeNS(W, name);

  /** Fields become marks that each sheet replaces; the number saved in the file is dropped. */
  function markFields(paragraph) {
    let inside = false, name = '';
    paragraph.children = paragraph.children.filter((run) => {
      const kept = !inside;
      let placed = false;
      for (const part of run.children ?? []) {
        if (part.type === 'complexField' && part.charType === 'begin') { inside = true; name = ''; }
        if (part.type === 'instruction') { name = part.text.trim().split(/\s+/)[0]; placed = name === 'PAGE' || name === 'NUMPAGES'; }
        if (part.type === 'complexField' && part.charType === 'end') inside = false;
      }
      if (placed) { run.fieldRun = false; run.children = [{ type: 'text', text: name === 'PAGE' ? PAGE : PAGES }]; }
      return kept || placed;
    });
  }

  function prepare(model, xml) {
    const styles = new Map((model.stylesPart?.styles ?? []).map((style) => [style.id, style]));
    const inherited = (paragraph, property) => {
      let value = paragraph[property];
      for (let style = styles.get(paragraph.styleName); value === undefined && style; style = style.basedOn ? styles.get(style.basedOn) : undefined)
        value = style.paragraphProps?.[property];
      return value;
    };
    const keepsNext = (paragraph) => inherited(paragraph, 'keepNext') === true;
    const body = model.documentPart.body, runs = [], rows = [];
    walk(body, (element) => {
      if (element.type === 'run') runs.push(element);
      if (element.type === 'paragraph' && keepsNext(element)) addStyle(element, { 'break-after': 'avoid' });
      if (element.type === 'paragraph' && inherited(element, 'lineSpacing')?.lineRule === 'exact') element.className = [element.className, 'exact'].filter(Boolean).join(" ");
      if (element.type === 'paragraph' && element.keepLines) addStyle(element, { 'break-inside': 'avoid' });
      if (element.type === 'row') {
        const paragraphs = element.children.flatMap((cell) => cell.children).filter((child) => child.type === 'paragraph');
        element.keepNext = paragraphs.length > 0 && paragraphs.every(keepsNext);
        addStyle(element, { 'break-inside': 'avoid' });
        rows.push(element);
      }
    });
    for (const table of body.children.filter((child) => child.type === 'table'))
      if (table.children.filter((child) => child.type === 'row').every((row) => row.keepNext)) addStyle(table, { 'break-inside': 'avoid', 'break-after': 'avoid' });
    const xmlBody = xml.document.getElementsByTagNameNS(W, 'body')[0];
    const xmlRuns = [...xmlBody.getElementsByTagNameNS(W, 'r')];
    if (xmlRuns.length === runs.length) xmlRuns.forEach((run, index) => {
      const spacing = valueOf(childOf(run, 'rPr', 'spacing'), 'val');
      if (spacing) addStyle(runs[index], { 'letter-spacing': Number(spacing) / 20 + 'pt' });
    });
    const xmlRows = [...xmlBody.getElementsByTagNameNS(W, 'tr')];
    if (xmlRows.length === rows.length) xmlRows.forEach((row, index) => {
      const head = childOf(row, 'trPr', 'tblHeader');
      if (head && !/^(0|false|off)$/.test(valueOf(head, 'val'))) rows[index].className = 'head';
    });
    const xmlTables = [...xmlBody.children].filter((child) => child.localName === 'tbl');
    body.children.filter((child) => child.type === 'table').forEach((table, index) => {
      if (valueOf(childOf(xmlTables[index], 'tblPr', 'tblpPr'), 'tblpYSpec') !== 'bottom') return;
      delete table.cssStyle.float;
      table.className = 'pinned';
    });
    for (const part of model.parts ?? []) if (part.rootElement) walk(part.rootElement, (element) => element.type === 'paragraph' && markFields(element));
    walk(body, (element) => element.type === 'paragraph' && markFields(element));
  }

  function letterSpacing(className, xml) {
    if (!xml.styles) return '';
    return [...xml.styles.getElementsByTagNameNS(W, 'style')].map((style) => {
      const spacing = valueOf(childOf(style, 'rPr', 'spacing'), 'val');
      const name = valueOf(style, 'styleId').replace(/[ .]+/g, '-').replace(/[&]+/g, 'and').toLowerCase();
      return spacing ? '.' + className + '_' + CSS.escape(name) + '{letter-spacing:' + Number(spacing) / 20 + 'pt}' : '';
    }).join('');
  }

  function addCss(text) {
    const style = document.createElement('style');
    style.nonce = nonce;
    style.textContent = text;
    document.head.append(style);
  }

  function fill(sheet, page, pages) {
    const texts = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode())
      if (/[\uFDD0\uFDD1]/.test(node.data)) node.data = node.data.replaceAll(PAGE, page).replaceAll(PAGES, pages);
  }

  /**
   * A chain of keep-with-next around a table goes into one box: the engine keeps boxes whole, but gives up on chains through tables.
   * A chain higher than a page stays as it is.
   */
  function keepTogether(flow, height) {
    let chain = [];
    for (const block of [...flow.children]) {
      chain.push(block);
      if (block.style.breakAfter === 'avoid') continue;
      const tall = chain.reduce((sum, each) => sum + each.getBoundingClientRect().height, 0);
      if (tall < height && chain.length > 1 && chain.some((each) => each.localName === 'table')) {
        const box = document.createElement('div');
        box.className = 'kept';
        block.after(box);
        box.append(...chain);
      }
      chain = [];
    }
  }

  /** Rows that Word repeats at the head of every page: copied before the first row of each further column. */
  function repeatHeads(flow, columnOf) {
    for (const table of flow.querySelectorAll('table')) {
      const rows = [...table.rows], heads = rows.slice(0, rows.findIndex((row) => !row.classList.contains('head')));
      if (heads.length === 0) continue;
      let column = columnOf(heads[0].getBoundingClientRect());
      for (const row of rows.slice(heads.length)) {
        const here = columnOf(row.getBoundingClientRect());
        if (here > column) {
          const copies = heads.map((head) => head.cloneNode(true));
          copies[0].style.breakBefore = 'column';
          row.before(...copies);
        }
        column = Math.max(column, here);
      }
    }
  }

  /** The model of a file with the XML it was read from, which knows more. */
  async function read(bytes, index) {
    const options = { className: 'doc' + index, inWrapper: false, breakPages: true, useBase64URL: true, renderAltChunks: false, keepOrigin: true };
    return { options, model: await docx.parseAsync(bytes, options) };
  }

  async function draw({ options, model }) {
    const xml = { document: model.documentPart._xmlDocument, styles: model.stylesPart?._xmlDocument };
    prepare(model, xml);
    const nodes = await docx.renderDocument(model, options);
    const sections = nodes.filter((node) => node.localName === 'section');
    const body = model.documentPart.body, blank = () => ({ type: 'paragraph', pageBreakBefore: true, children: [] });
    const shells = (await docx.renderDocument({ __proto__: model, documentPart: { __proto__: model.documentPart, body: { ...body, children: [{ ...blank(), pageBreakBefore: false }, blank(), blank()] } } }, options)).filter((node) => node.localName === 'section');
    for (const node of nodes) if (node.localName === 'style') { node.nonce = nonce; document.head.append(node); }
    addCss(letterSpacing(options.className, xml));

    const look = shells[0].style, size = (name) => parseFloat(look[name]) || 0;
    const area = { width: size('width') - size('paddingLeft') - size('paddingRight'), height: size('minHeight') - size('paddingTop') - size('paddingBottom') };
    const gap = 60, pageName = 'p' + Math.round(size('width')) + 'x' + Math.round(size('minHeight'));
    addCss('@page ' + pageName + '{size:' + look.width + ' ' + look.minHeight + ';margin:0}');

    const flow = document.createElement('div');
    flow.className = 'flow ' + options.className;
    flow.style.width = area.width + 'pt';
    sections.forEach((section, order) => {
      const blocks = [...section.querySelectorAll(':scope > article')].flatMap((article) => [...article.childNodes]);
      if (order > 0 && blocks[0]?.style) blocks[0].style.breakBefore = 'column';
      flow.append(...blocks);
    });
    const end = document.createElement('div');
    flow.append(end);
    main.append(flow);
    await document.fonts.ready;
    keepTogether(flow, area.height * 96 / 72);
    Object.assign(flow.style, { height: area.height + 'pt', columnWidth: area.width + 'pt', columnGap: gap + 'pt' });

    const step = (area.width + gap) * 96 / 72, edge = () => flow.getBoundingClientRect();
    const columnOf = (box) => Math.floor((box.left - edge().left + 1) / step);
    repeatHeads(flow, columnOf);
    for (const pinned of flow.querySelectorAll('.pinned')) {
      const box = pinned.getBoundingClientRect(), last = end.getBoundingClientRect();
      const bottom = columnOf(box) === columnOf(last) ? last.bottom : box.bottom;
      const spare = edge().bottom - bottom - 1;
      if (spare > 0) pinned.style.marginTop = spare + 'px';
    }
    const pages = columnOf(end.getBoundingClientRect()) + 1;
    for (let page = 0; page < pages; page += 1) {
      const sheet = (page === 0 ? shells[0] : shells[2 - (page % 2)]).cloneNode(true);
      sheet.classList.add('sheet');
      Object.assign(sheet.style, { height: look.minHeight, page: pageName });
      const view = document.createElement('div'), shown = flow.cloneNode(true);
      view.className = 'view';
      Object.assign(view.style, { width: area.width + 'pt', height: area.height + 'pt' });
      shown.style.marginLeft = -page * (area.width + gap) + 'pt';
      view.append(shown);
      sheet.querySelectorAll(':scope > article').forEach((article, order) => (order === 0 ? article.replaceWith(view) : article.remove()));
      fill(sheet, page + 1, pages);
      main.append(sheet);
    }
    flow.remove();
    return pages;
  }

  /** Official fonts this computer lacks: said on the page's element, not guessed. */
  async function missingFonts() {
    const wanted = JSON.parse(root.dataset.officialFonts);
    const found = await Promise.all(Object.values(wanted).map((names) =>
      new FontFace('probe', names.map((name) => 'local("' + name + '")').join(',')).load().then(() => true, () => false)));
    return Object.keys(wanted).filter((name, index) => !found[index]);
  }

  const sheets = [];
  // unpacking waits more than it works: all at once
  for (const file of await Promise.all(files.map((file, index) => read(bytesOf(file), index)))) sheets.push(await draw(file));
  root.dataset.missingFonts = (await missingFonts()).join('、');
  root.dataset.pages = sheets.reduce((sum, each) => sum + each, 0);
  root.dataset.sheets = sheets.join(',');
  root.dataset.ready = 'true';
})().catch((error) => {
  document.documentElement.dataset.error = String(error?.message ?? error);
  document.documentElement.dataset.ready = 'false';
});
`
