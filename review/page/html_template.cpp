#include "review/page/html_template.hpp"

namespace retort::page {

// {{name}} is escaped. {{{style}}} and {{{diagram}}} are texts of this program, whose names are escaped already.
std::string_view html_template() {
    return R"html(<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Review: {{title}}</title>
<style>{{{style}}}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the review</a>
<header>
<h1><bdi>{{title}}</bdi></h1>
{{#chosen}}<p class="soft"><bdi>{{text}}</bdi></p>{{/chosen}}
<dl class="states">
<dt>Before</dt><dd><bdi>{{from}}</bdi></dd>
<dt>After</dt><dd><bdi>{{to}}</bdi></dd>
{{#database}}<dt>Rows and sizes</dt><dd>of <bdi>{{text}}</bdi></dd>{{/database}}
<dt>Engine</dt><dd>{{engine}}</dd>
</dl>
</header>
<main id="content" tabindex="-1">
<section aria-labelledby="summary">
<h2 id="summary">Summary</h2>
<ul class="summary">
{{#cards}}<li class="{{level}}"><strong>{{title}}</strong><span class="verdict">{{verdict}}</span>{{#more}}
<br><span><bdi>{{text}}</bdi></span>{{/more}}</li>
{{/cards}}</ul>
{{#callouts}}<div class="callout {{level}}"><strong>{{title}}</strong>
<ul>{{#items}}<li><bdi>{{text}}</bdi></li>{{/items}}</ul></div>
{{/callouts}}
<nav class="contents" aria-label="Contents"><ul>
{{#contents}}<li><a href="#{{id}}">{{title}}</a></li>
{{/contents}}</ul></nav>
</section>
{{#diagram}}
<section aria-labelledby="diagram">
<h2 id="diagram">Diagram</h2>
<div class="diagram" role="region" aria-label="Diagram, scrollable" tabindex="0">
{{{svg}}}</div>
<ul class="legend">
<li><span class="tag added">+ added</span></li><li><span class="tag changed">~ changed</span></li>
<li><span class="tag dropped">− dropped</span></li><li><span class="tag">unchanged neighbour</span></li>
</ul>
{{#omitted}}<p class="soft">{{text}}</p>{{/omitted}}
</section>
{{/diagram}}
{{#has_tables}}
<section aria-labelledby="tables">
<h2 id="tables">Tables</h2>
{{#tables}}
<section aria-labelledby="{{id}}">
<h3 id="{{id}}"><bdi>{{name}}</bdi> <span class="tag {{change}}">{{change}}</span></h3>
{{#facts}}<p class="soft"><bdi>{{text}}</bdi></p>{{/facts}}
{{#has_words}}<ul>{{#words}}<li><bdi>{{text}}</bdi></li>{{/words}}</ul>{{/has_words}}
{{#has_parts}}<table role="table">
<caption>Before and after: <bdi>{{name}}</bdi></caption>
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Change</th><th role="columnheader" scope="col">Part</th>
<th role="columnheader" scope="col">Before</th><th role="columnheader" scope="col">After</th></tr></thead>
<tbody role="rowgroup">
{{#parts}}<tr role="row" class="{{change}}">
<td role="cell"><span class="tag {{change}}">{{change}}</span></td>
<th role="rowheader" scope="row">{{kind}} <code>{{name}}</code>
{{#earlier}}<br><span class="soft">was <code>{{text}}</code></span>{{/earlier}}</th>
<td role="cell" class="before" data-label="Before">
{{#before}}<code>{{text}}</code>{{/before}}{{^before}}<span class="none">none</span>{{/before}}</td>
<td role="cell" class="after" data-label="After">
{{#after}}<code>{{text}}</code>{{/after}}{{^after}}<span class="none">none</span>{{/after}}</td></tr>
{{/parts}}</tbody>
</table>{{/has_parts}}
{{#kept}}<details><summary>{{title}}</summary>
<ul>{{#items}}<li><code>{{name}}</code> <span class="soft"><code>{{text}}</code></span></li>{{/items}}</ul>
</details>{{/kept}}
</section>
{{/tables}}
</section>
{{/has_tables}}
{{#has_objects}}
<section aria-labelledby="objects">
<h2 id="objects">Other objects</h2>
<ul class="statements">
{{#objects}}<li><p><span class="tag {{change}}">{{change}}</span> <bdi>{{text}}</bdi></p>
{{#sides}}<div class="pair"><div><p class="soft">Before</p>
{{#before}}<pre><code>{{text}}</code></pre>{{/before}}{{^before}}<p class="none">none</p>{{/before}}</div>
<div><p class="soft">After</p>
{{#after}}<pre><code>{{text}}</code></pre>{{/after}}{{^after}}<p class="none">none</p>{{/after}}</div>
</div>{{/sides}}</li>
{{/objects}}</ul>
</section>
{{/has_objects}}
<section aria-labelledby="sql">
<h2 id="sql">SQL and hazards</h2>
{{#scripts}}
<section aria-labelledby="{{id}}">
<h3 id="{{id}}"><bdi>{{title}}</bdi></h3>
{{#facts}}<p class="soft"><bdi>{{text}}</bdi></p>{{/facts}}
{{#empty}}<p>{{text}}</p>{{/empty}}
{{#has_statements}}<ol class="statements">
{{#statements}}<li><pre><code>{{#lead}}<span class="comment">{{text}}</span>
{{/lead}}{{sql}}</code></pre>
{{#has_effects}}<ul class="effects" aria-label="Locks">
{{#effects}}<li><bdi>{{table}}</bdi>: {{lock}}, {{work}}</li>{{/effects}}</ul>{{/has_effects}}
{{#hazards}}<div class="hazard {{severity}}" role="note"><p><span class="tag {{severity}}">{{severity}}</span>
<strong><bdi>{{message}}</bdi></strong> <span class="soft">{{code}} {{rule}}</span></p>
<p>Safer: <bdi>{{safer}}</bdi></p></div>
{{/hazards}}{{#allowed}}<p class="soft">{{text}}</p>{{/allowed}}</li>
{{/statements}}</ol>{{/has_statements}}
{{#rest}}<pre><code><span class="comment">{{text}}</span></code></pre>{{/rest}}
</section>
{{/scripts}}
</section>
{{#downgrade}}
<section aria-labelledby="downgrade">
<h2 id="downgrade">Downgrade</h2>
{{#lists}}<h3>{{title}}</h3>
<ul>{{#items}}<li><bdi>{{text}}</bdi></li>{{/items}}</ul>
{{/lists}}{{#sentence}}<p>{{text}}</p>{{/sentence}}
{{#scripts}}<details open><summary>SQL of <bdi>{{title}}</bdi></summary>
{{#facts}}<p class="soft">{{text}}</p>{{/facts}}
{{#has_statements}}<ol class="statements">
{{#statements}}<li><pre><code>{{#lead}}<span class="comment">{{text}}</span>
{{/lead}}{{sql}}</code></pre>
{{#hazards}}<div class="hazard {{severity}}" role="note"><p><span class="tag {{severity}}">{{severity}}</span>
<strong><bdi>{{message}}</bdi></strong> <span class="soft">{{code}} {{rule}}</span></p>
<p>Safer: <bdi>{{safer}}</bdi></p></div>
{{/hazards}}</li>
{{/statements}}</ol>{{/has_statements}}</details>
{{/scripts}}
</section>
{{/downgrade}}
</main>
<footer><p>Written by <code>retort review</code>. This page has no script and loads nothing.</p></footer>
</body>
</html>
)html";
}

}  // namespace retort::page
