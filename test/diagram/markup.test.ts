import { describe, expect, it } from 'vitest';
import { markup, render, trusted } from '../../src/diagram/markup.ts';

describe('markup', () => {
  it('escapes text in content and in attributes', () => {
    const value = `<b class="x">'&'</b>`;
    expect(render(markup`<p title="${value}">${value}</p>`)).toBe(
      '<p title="&lt;b class=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;">&lt;b class=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;</p>',
    );
  });

  it('takes pieces of markup as they are, joins lists and leaves nothing out as nothing', () => {
    const items = ['a', 'b'].map((item) => markup`<li>${item}</li>`);
    expect(render(markup`<ul>${items}${null}${false}${undefined}${trusted('<hr>')}${0}</ul>`)).toBe(
      '<ul><li>a</li><li>b</li><hr>0</ul>',
    );
  });

  it('replaces what XML forbids', () => {
    expect(render(markup`${'a\u0000b\u001bc\ud800d\n'}`)).toBe('a\ufffdb\ufffdc\ufffdd\n');
  });
});
